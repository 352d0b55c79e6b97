"""The rules of one conference: acts in, events out, and what each seat may see of them.

Pure. A ring travelled one way: `rules.decide` turns an act into events, the store keeps them,
`state.evolve` folds them, `visibility.deliver` says who gets which.
"""
