package lang

// Text is a pack's text.yaml: what the tokenizer, the sentence splitter and
// language detection need to know of a language.
type Text struct {
	// Name of the language in itself ("français").
	Name string `yaml:"name"`
	// Elisions are clitics written with an apostrophe before a word, without
	// the apostrophe: d, l, qu.
	Elisions []string `yaml:"elisions"`
	// Suffixes are clitics after an apostrophe: the s of "Macron's".
	Suffixes []string `yaml:"suffixes"`
	// Abbreviations end in a full stop that ends no sentence, without it: M, Mme.
	Abbreviations []string `yaml:"abbreviations"`
	// OrdinalDot: a number and a full stop make an ordinal ("15. Februar").
	OrdinalDot bool `yaml:"ordinal_dot"`
	// FunctionWords are the commonest words, by which a text's language is told.
	FunctionWords []string `yaml:"function_words"`
	// Telling are further words by which a short text's language is told: names
	// of days and months, words of every article. They are told apart in order.
	Telling []string `yaml:"telling"`
	// Never are letters that no word of the language has, though its neighbours
	// have them; Always, letters without which no longer text is written. They
	// tell languages of one script apart.
	Never  string `yaml:"never"`
	Always string `yaml:"always"`
	// ReadAlso starts a line that points to other articles ("Lire aussi").
	ReadAlso []string `yaml:"read_also"`
	// Credits are lines that end an article: agency names and signatures.
	Credits []string `yaml:"credits"`
}

// LoadText decodes text.yaml of a language.
func LoadText(tag string) (Text, error) {
	var t Text
	err := Decode(tag, "text.yaml", &t)
	return t, err
}
