kinds["matching"] = (item, quiz) => placing(quiz, item.prompts, item.options, true);
