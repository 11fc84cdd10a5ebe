"""all-MiniLM-L6-v2 as an int8 graph on onnxruntime."""
