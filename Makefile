# `make demo` and `make test` need a Swift toolchain (6.2 or later) and nothing else beforehand on
# Debian and Ubuntu; scripts/setup.sh installs the rest.
SWIFT = $$(./scripts/find-swift.sh)
TEST_FLAGS = -c release --disable-xctest --disable-testable-imports
SPEC ?= examples/deep-redundant.yaml
PREFIX ?= /usr/local

.PHONY: help setup build demo test first-steps check-report check-slurm docs notebooks jupyter install uninstall lint format bench fuzz fuzz-commands clean

help:
	@echo "make demo     build and analyse $(SPEC) (SPEC=... for another file)"
	@echo "make test     build and run all tests; FILTER=name for some"
	@echo "make first-steps  do what the README says, in .build/first-steps"
	@echo "make check-report  look at report pages in a headless browser"
	@echo "make check-slurm   run a sweep as an array of a one-node Slurm"
	@echo "make docs     build the documentation as a web site, and say how to open it"
	@echo "make notebooks  execute the notebooks headless; SIZE=full for their full size"
	@echo "make jupyter  open the notebooks"
	@echo "make install  install the tool, its manual page and shell completions (PREFIX=$(PREFIX))"
	@echo "make build    build the command line tool: .build/release/slt-critical"
	@echo "make bench    run the benchmarks"
	@echo "make fuzz     fuzz the parsers for FUZZ_SECONDS=60 each"
	@echo "make fuzz-commands  run COMMAND_LINES=1000 mutated command lines"
	@echo "make lint     check the format; make format repairs it"
	@echo "make clean    remove everything built (helps when an update does not link)"

setup:
	@./scripts/setup.sh

build: setup
	@$(SWIFT) build -c release

demo: build
	@echo "\$$ slt-critical $(SPEC)"
	@.build/release/slt-critical $(SPEC)

test: setup
	@./scripts/run-tests.sh $(TEST_FLAGS) $(if $(FILTER),--filter $(FILTER))

FIRST_STEPS = .build/first-steps
first-steps: build
	@./scripts/first-steps.sh $(FIRST_STEPS)

check-report: first-steps
	@./scripts/check-report.sh $(FIRST_STEPS)

# A sweep as an array of jobs of Slurm, where Debian's slurm-wlm and munge are there.
check-slurm: build
	@./scripts/check-slurm.sh .build/release/slt-critical

docs: setup
	@./scripts/build-documentation.sh $(BASE_PATH)

notebooks: build
	@./scripts/run-notebooks.sh

jupyter: build
	@./scripts/run-notebooks.sh --open

install: build
	@./scripts/install.sh "$(DESTDIR)$(PREFIX)"

uninstall:
	@./scripts/install.sh --remove "$(DESTDIR)$(PREFIX)"

lint: setup
	@$(SWIFT) format lint --strict -r Package.swift Sources Tests examples scripts Benchmarks Fuzz/Package.swift Fuzz/Sources

format: setup
	@$(SWIFT) format -i -r Package.swift Sources Tests examples scripts Benchmarks Fuzz/Package.swift Fuzz/Sources

bench: setup
	@$(SWIFT) build -c release --package-path Benchmarks
	@for program in $$(ls Benchmarks/Sources); do \
	  echo "== $$program"; Benchmarks/.build/release/$$program || exit 1; done

FUZZ_SECONDS ?= 60
fuzz: setup
	@./Fuzz/run $(FUZZ_SECONDS)

COMMAND_LINES ?= 1000
fuzz-commands: build
	@./Fuzz/command-lines --count $(COMMAND_LINES)

clean:
	rm -rf .build Benchmarks/.build Fuzz/.build
