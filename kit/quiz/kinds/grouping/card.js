kinds["grouping"] = (item, quiz) => placing(quiz, item.options, item.groups, false);
