"""What a cosine of all-MiniLM-L6-v2 says about a question and a passage."""

from domain.knowledge.retrieval import Calibration

CALIBRATION = Calibration(unrelated=0.15, related=0.65)
"""Half a relevance is a cosine of 0.40, a fifth is 0.25.

Measured on 26 questions in as many fields, each with a passage that answers it, one on the same
subject that does not, and the 50 passages of the others:

| pairs     | number | 5 %   | median | 95 % | from 0.25 | from 0.40 |
| --------- | ------ | ----- | ------ | ---- | --------- | --------- |
| answering | 26     | 0.33  | 0.51   | 0.65 | 25        | 22        |
| subject   | 26     | 0.18  | 0.36   | 0.51 | 21        | 9         |
| unrelated | 1300   | -0.08 | 0.03   | 0.18 | 14        | 1         |

So 0.40 keeps most answers and next to nothing foreign, and below 0.25 hardly anything answers.
The same model behind another server (Ollama's `all-minilm`) means the same by its cosines.
"""
