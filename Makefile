# Everything that is done with this repository. `make` alone says what there is.
# It finds JDK 25 by itself and says what is missing; Maven comes by ./mvnw.

# Empty: what the settings say, which is 8080 and ./data unless configs/*.yaml or the environment differ.
PORT ?=
DATA ?=
PLACE = $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA))

JAR := app/target/parley.jar
PEER := bench/peers/socketio
VERSION = $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
# In a recipe: sets JAVA_HOME, or stops with what to do.
JDK := JAVA_HOME=$$(dev/find-jdk.sh) && export JAVA_HOME &&
MVN := $(JDK) ./mvnw -B -ntp
JVM_OPTIONS := @app/jvm.options
PARLEY = $(JDK) exec "$$JAVA_HOME/bin/java" $(JVM_OPTIONS) -jar $(JAR)
SHA256 := $(if $(shell command -v sha256sum),sha256sum,shasum -a 256)

# What the jar is made of. Folders count too: theirs is the time at which a file was added or removed.
JAR_SOURCES := pom.xml \
  $(shell find pom.xml api app platform services configs -name target -prune -o -path '*/src/test' -prune -o \
    \( -type f -name pom.xml -o -path '*/src/main*' -o -path 'api/proto*' -o -path 'api/vendor*' -o -path 'configs*' \) -print) \
  $(shell find web/src web/public web/dev/build.sh web/index.html web/package-lock.json web/vite.config.ts web/tsconfig.json web/pom.xml \
    -path web/src/gen -prune -o -type f -print)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Maven and npm write to the same folders, and each uses all the cores by itself: targets run one after the other, also under -j.
.NOTPARALLEL:
.PHONY: help run test build dist lint format e2e bench chaos chaos-short migrate clean \
  lint-format lint-architecture lint-proto lint-web lint-e2e lint-bench test-java test-web

help: ## Say what there is
	@echo 'make <target> [PORT=8080] [DATA=./data]'
	@echo
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-12s %s\n", $$1, $$2 }'
	@echo
	@echo 'To begin with: make run, then open the address that it prints'

run: $(JAR) ## Build if anything changed, and serve on http://localhost:8080 (or PORT=) with the data in ./data (or DATA=)
	@$(PARLEY) serve $(PLACE)

build: $(JAR) ## Leave one runnable file, app/target/parley.jar (without running tests)

$(JAR): $(JAR_SOURCES) | web/node_modules/.package-lock.json
	$(MVN) -q package -DskipTests -pl app -am
	@touch $@
	@# The JVM neither uses nor replaces an archive of classes that is of an earlier jar.
	@rm -f $(JAR:.jar=.jsa)

# The tests of the architecture are among those of test-java.
test: lint-format lint-proto lint-web lint-e2e lint-bench test-java test-web e2e chaos-short ## Run lint and every test (up to 45 minutes on 2 cores)

test-java: | web/node_modules/.package-lock.json ## Run the unit, contract, architecture and integration tests
	@dev/find-servers.sh
	$(MVN) verify --fail-at-end

test-web: web/node_modules/.package-lock.json ## Run the web client's unit tests
	cd web && npm test --silent

e2e: $(JAR) e2e/node_modules/.package-lock.json ## Test the jar in a real browser (pictures: e2e/test-results/screens)
	$(JDK) CHROMIUM=$$(dev/find-chromium.sh) && export CHROMIUM && cd e2e && npm test --silent -- $(E2E_ARGS)

lint: lint-format lint-architecture lint-proto lint-web lint-e2e lint-bench ## Check style, types, nullness, architecture and contracts

lint-format: | web/node_modules/.package-lock.json
	$(MVN) -q spotless:check

# Error Prone and NullAway are part of every compilation.
lint-architecture: | web/node_modules/.package-lock.json
	$(MVN) -q test -pl app -am -Dtest='*Architecture*' -Dsurefire.failIfNoSpecifiedTests=false

lint-proto: web/node_modules/.package-lock.json
	cd web && npm run --silent lint:proto

lint-web: web/node_modules/.package-lock.json
	cd web && npm run --silent lint

lint-e2e: e2e/node_modules/.package-lock.json
	cd e2e && npm run --silent lint

# What Parley is held against is JavaScript too.
lint-bench: $(PEER)/node_modules/.package-lock.json
	cd $(PEER) && npm run --silent lint

format: web/node_modules/.package-lock.json e2e/node_modules/.package-lock.json $(PEER)/node_modules/.package-lock.json ## Format everything as lint wants it
	$(MVN) -q spotless:apply
	cd web && npm run --silent format
	cd e2e && npm run --silent format
	cd $(PEER) && npm run --silent format

dist: $(JAR) ## Put the jar and its checksum into dist/
	rm -rf dist
	mkdir dist
	cp $(JAR) dist/parley-$(VERSION).jar
	cd dist && $(SHA256) parley-*.jar > SHA256SUMS
	@ls -l dist

bench: $(JAR) ## Measure, and write bench/target/results.json (BENCH_SECONDS=1 only tries it)
	$(JDK) bench/run

chaos: $(JAR) ## Let 200 faults strike four nodes and their people (or FAULTS=), chosen by SEED=
	$(JDK) chaos/run $(if $(SEED),--seed=$(SEED)) $(if $(FAULTS),--faults=$(FAULTS)) $(ARGS)

chaos-short: $(JAR) ## Let seven short faults strike, and wait for a slow machine: part of `make test`
	$(JDK) chaos/run --seed=$(or $(SEED),104) --faults=$(or $(FAULTS),7) --longest=1.5 --patience=600

migrate: $(JAR) ## Bring the database up, down or show its state: make migrate ARGS="down --schema chat --destroy-data"
	@$(PARLEY) migrate $(or $(ARGS),status) $(PLACE)

clean: ## Delete what was built (not data, not installed packages)
	rm -rf target */target services/*/target web/dist web/src/gen e2e/test-results dist

# What the lock files say, installed; again only when they change.
%/node_modules/.package-lock.json: %/package-lock.json
	@dev/check-node.sh
	cd $* && npm ci --no-audit --no-fund
	@touch $@
