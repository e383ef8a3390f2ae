"""Small helpers that several stages share: walks over dependency trees, labels of paragraphs, word lists."""
