"""Writes the mathematics font of report pages: python subset-math-font.py STIXMath-Regular.otf

The font (Debian package fonts-stix) is under the SIL Open Font License 1.1 with a reserved name, so the
subset has a name of its own. Needs fonttools and brotli.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = pathlib.Path(__file__).parent.parent / "Sources/Reporting/Resources/math.woff2"

# Upright digits and letters, operators and brackets; italic Latin letters and sigma.
characters = set(map(ord, "0123456789+-=()[]{},;.|/<>'−×·≤≥≠∘∝⋮⋯σϵ∂"))
characters |= set(range(ord("a"), ord("z") + 1)) | set(range(ord("A"), ord("Z") + 1))
characters |= {0x1D434 + i for i in range(26)} | {0x1D44E + i for i in range(26)}
characters |= {0x210E, 0x1D70E, 0x2061, 0x2062}

font = TTFont(sys.argv[1])
options = subset.Options()
options.layout_features = ["ssty"]
options.name_IDs = []
options.hinting = False
options.desubroutinize = True
options.drop_tables += ["GPOS", "GDEF", "FFTM"]
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=characters)
subsetter.subset(font)
copyright = ("Copyright (c) 2001-2010 by the STI Pub Companies, 1998-2003 by MicroPress, Inc., 1990 by "
             "Elsevier, Inc. A subset; SIL Open Font License 1.1.")
for identifier, text in [(0, copyright), (1, "Report Math"), (2, "Regular"), (4, "Report Math"),
                         (6, "ReportMath")]:
    font["name"].setName(text, identifier, 3, 1, 0x409)
font["CFF "].cff.fontNames = ["ReportMath"]
font.flavor = "woff2"
font["head"].modified = font["head"].created
font.recalcTimestamp = False
font.save(TARGET)
