package actor

// owner is whom an office belongs to: a state or an organisation.
type owner struct {
	country string // alpha-3 or organisation code, "" when the text does not say
	org     int32  // record of the organisation, -1 without
}

// office says which office a role means with its owner: a president of a
// kingdom heads its government, the chief of an organisation is what that
// organisation calls its chief.
func (m *matcher) office(class string, o owner) string {
	if o.org >= 0 {
		return m.orgOffice(class, o)
	}
	info := m.g.states[o.country]
	if info == nil {
		info = &stateInfo{}
	}
	switch class {
	case "president":
		if info.monarchy || info.presidentGovern {
			return "head-of-government"
		}
		return "head-of-state"
	case "monarch", "emperor", "pope", "supreme-leader":
		return "head-of-state"
	case "premier":
		return "head-of-government"
	case "chancellor":
		// Elsewhere the word means the foreign minister: "el canciller chileno".
		if info.chancellor {
			return "head-of-government"
		}
		return "foreign-minister"
	case "leader":
		if info.premier {
			return "head-of-government"
		}
		return "head-of-state"
	case "secretary-of-state":
		if o.country == "USA" {
			return "foreign-minister"
		}
		return "minister"
	case "head", "secretary-general", "director", "chair", "high-representative":
		return "official"
	}
	return class
}

func (m *matcher) orgOffice(class string, o owner) string {
	head := m.g.orgHeads[o.org]
	switch class {
	case "foreign-minister", "high-representative":
		if o.country == "EU" {
			return "high-representative"
		}
	case "president", "head", "secretary-general", "director", "chair", "leader":
		if head == "high-representative" || head == "" {
			return "official" // the Union as such has no one chief
		}
		return head
	}
	return class
}

// standalone roles may be resolved from their class and state alone.
func standalone(class string) bool {
	switch class {
	case "president", "monarch", "emperor", "pope", "premier", "chancellor", "foreign-minister", "secretary-of-state",
		"secretary-general", "crown-prince", "supreme-leader", "ambassador", "envoy", "defence-minister",
		"high-representative":
		return true
	}
	return false
}

// homeOf gives the state a role means when the text names none: there is one
// pope, and few chancellors.
func homeOf(class string) string {
	switch class {
	case "pope":
		return "VAT"
	case "supreme-leader":
		return "IRN"
	}
	return ""
}

// holder finds who is meant by an office: its holder on the day; without a
// day, someone the text names in full who ever held it.
func (m *matcher) holder(country, office string) int32 {
	if country == "" || office == "" || shared[office] {
		return -1
	}
	if m.hasDay {
		list := m.g.holders(country, office, m.day)
		for _, p := range list {
			if _, named := m.full[p]; named {
				return p
			}
		}
		if len(list) > 0 {
			return list[0]
		}
		return -1
	}
	best := int32(-1)
	for p := range m.full {
		if m.g.held(p, country, office, 0, false) && (best < 0 || m.full[p] < m.full[best]) {
			best = p
		}
	}
	return best
}
