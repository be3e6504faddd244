"""Plain sequences: any CSV of ``user,item,timestamp``, so that public benchmarks can be repeated with the same model."""
