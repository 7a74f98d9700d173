"""Limits of the engine, each with its reason. Uploads are untrusted and answers come from chats."""

from __future__ import annotations

FILE_BYTES = 8 * 1024 * 1024
"""An XLSForm file. The largest real ones of NGOs weigh 0.6 MB; pictures inside may triple that."""

UNZIPPED_BYTES = 120 * 1024 * 1024
"""Everything inside an xlsx, unpacked: real forms stay under 20 MB, a zip bomb starts far above."""

ZIP_RATIO = 200
"""How many times an entry may grow when unpacked. XML compresses 10 to 40 times; bombs 1,000."""

ZIP_RATIO_FLOOR = 4 * 1024 * 1024
"""Entries smaller than this once unpacked may have any ratio: an empty styled sheet is harmless."""

ZIP_ENTRIES = 2_000
"""Parts of a workbook: a sheet, its drawings and pictures each count one."""

SHEET_ROWS = 1_048_576
"""Rows of one sheet, Excel's own maximum: sheets formatted to their last row are common, and read fast."""

SHEET_CELLS = 3_000_000
"""Cells of one sheet: an all-formatted empty sheet has 17 billion and would never be read to the end."""

XFORM_BYTES = 40 * 1024 * 1024
"""The XForm made of a workbook."""

XML_DEPTH = 60
"""Elements inside one another in an XForm or an attached XML list: groups nest 5 deep in real forms."""

QUESTIONS = 5_000
"""Controls of one form. The largest real form seen has 1,100."""

EXPRESSION_CHARACTERS = 100_000
"""One expression. Sums of hundreds of fields, written out as paths, reach 30,000."""

EXPRESSION_DEPTH = 250
"""Parentheses and calls inside one another: nested `if` of real forms, one per district, go 100 deep."""

STACK = 8_000
"""Python's recursion limit while a form is read: five calls for each level of an expression."""

EXPRESSION_TERMS = 20_000
"""Terms of one expression, so that a chain such as `a or a or a...` stays bounded in time."""

REPEATS = 500
"""Instances of one repeat: nobody answers more in a chat, and a computed count could ask for millions."""

NODES = 60_000
"""Nodes of one person's instance, nested repeats multiplied."""

TEXT_CHARACTERS = 4_000
"""A text answer: one message of the chat holds 4,096."""

OUTPUT_CHARACTERS = 40_000
"""A label once its outputs are filled; the host cuts it into messages."""

OUTPUT_DEPTH = 10
"""Outputs that contain outputs, as the reference engine does."""

STRING_CHARACTERS = 100_000
"""A string computed by an expression: concat() in a loop of repeats must not fill the memory."""

EXTERNAL_BYTES = 20 * 1024 * 1024
"""An attached CSV, XML or GeoJSON list."""

EXTERNAL_ROWS = 60_000
"""Rows of an attached list: 35,000 communes fit."""

REGEX_CHARACTERS = 2_000
"""A pattern of regex(). Real ones are under 100; the longest ones for e-mail reach 1,000."""

REGEX_SUBJECT = 4_000
"""The text that regex() looks at: an answer is no longer."""

REGEX_STEPS = 200_000
"""Positions a pattern may try before it is stopped: linear for honest patterns, the end of hostile ones."""

CHOICES_SHOWN = 5_000
"""Choices handed to a prompt at once; longer lists are searched."""

CHECK_SECONDS = 30
"""Processor time to check an upload: the largest real form takes 3 on a slow machine."""

CHECK_BYTES = 1_500 * 1024 * 1024
"""Memory to check an upload: pyxform takes 200 MB for the largest real form."""

STEP_SECONDS = 2
"""Processor time to begin a form and to show its first question again: real ones take 0.1 at most."""
