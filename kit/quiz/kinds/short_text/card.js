kinds["short-text"] = (item, quiz) => typed(item, quiz, { className: "kit-words", maxLength: 500 });
