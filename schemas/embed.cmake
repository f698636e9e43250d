# Turns the file IN into the C file OUT with one NUL-terminated array SYMBOL. Run by bdl_embed().
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "extern const unsigned char ${SYMBOL}[];\nextern const unsigned long ${SYMBOL}_size;\nconst unsigned char ${SYMBOL}[] = {\n${bytes}0x00\n};\nconst unsigned long ${SYMBOL}_size = sizeof(${SYMBOL}) - 1;\n")
