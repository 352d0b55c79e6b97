"""What screens are made of: the frame, lists, texts, fields and forms."""
