"""Fuzzing of what octets go through until there is a reply: parse, zones, extraction, conversation, rules, reply."""
