# What an editor thinks of case files: check_case.py SCHEMA FILE ... prints "ok", "bad" or "no YAML" for each, and with -v why.
import sys

import jsonschema
import json
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates are texts, and only true and false are truths."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers
           if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:merge")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), "tf")


def judge(validator, path, loud):
    try:
        with open(path, encoding="utf-8") as file:
            case = yaml.load(file, Loader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        return "no YAML"
    errors = list(validator.iter_errors(case))
    if loud:
        for error in errors:
            print(f"{path}: {error.json_path}: {error.message}", file=sys.stderr)
    return "bad" if errors else "ok"


def main(arguments):
    loud = arguments[:1] == ["-v"]
    schema, *paths = arguments[loud:]
    with open(schema, encoding="utf-8") as file:
        rules = json.load(file)
    jsonschema.Draft202012Validator.check_schema(rules)
    validator = jsonschema.Draft202012Validator(rules)
    for path in paths:
        print(judge(validator, path, loud))


main(sys.argv[1:])
