#!/bin/sh
# Time to expand the single output of a monomial network with Singular and to split it by input monomials.
# usage: expansion_singular.sh widths degree repetitions
# Prints the time of all repetitions: the expansion, and the expansion with the splitting (coef).
set -eu
python3 - "$@" <<'PYTHON' | Singular -q --no-rc
import sys
widths = [int(d) for d in sys.argv[1].split(",")]
degree, repetitions = int(sys.argv[2]), int(sys.argv[3])
assert widths[-1] == 1, "one output"
values, position = [f"x({i})" for i in range(1, widths[0] + 1)], 0
lines = []
for layer in range(1, len(widths)):
    following = []
    for row in range(widths[layer]):
        terms = "+".join(f"w({position + j + 1})*{v}" for j, v in enumerate(values))
        position += widths[layer - 1]
        name = f"z{layer}_{row}"
        lines.append(f"poly {name}=({terms})" + (f"^{degree};" if layer < len(widths) - 1 else ";"))
        following.append(name)
    values = following
inputs = "*".join(f"x({i})" for i in range(1, widths[0] + 1))
kills = "".join(f"kill {line.split()[1].split('=')[0]};" for line in lines)
print('system("--ticks-per-sec",1000);')
print(f"ring R=0,(x(1..{widths[0]}),w(1..{position})),dp;")
print("int k,a,b,c,n; matrix m; a=timer;")
loop = f"for(k=1;k<={repetitions};k++){{ {' '.join(lines)} "
print(f"{loop} n=size({values[0]}); {kills} }} b=timer;")
print(f"{loop} m=coef({values[0]},{inputs}); {kills} }} c=timer;")
print('"Singular terms "+string(n)+" milliseconds-per-' + str(repetitions)
      + ' "+string(b-a)+" with-splitting "+string(c-b);')
print("quit;")
PYTHON
