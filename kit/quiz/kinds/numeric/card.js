kinds["numeric"] = (item, quiz) => typed(item, quiz, { className: "kit-number", inputMode: "decimal" });
