package main

import "strings"

// states maps a table's file name to the alpha-3 code it is about.
var states = map[string]string{
	"algeria": "DZA", "argentina": "ARG", "australia": "AUS", "belgium": "BEL", "brazil": "BRA", "canada": "CAN",
	"china": "CHN", "egypt": "EGY", "france": "FRA", "india": "IND", "indonesia": "IDN", "iran": "IRN",
	"israel": "ISR", "italy": "ITA", "ivory-coast": "CIV", "japan": "JPN", "poland": "POL", "russia": "RUS",
	"saudi": "SAU", "senegal": "SEN", "south-africa": "ZAF", "south-korea": "KOR", "spain": "ESP",
	"swiss-federal-council": "CHE", "syria": "SYR", "turkey": "TUR", "uae": "ARE", "ukraine": "UKR",
	"united-kingdom": "GBR", "us": "USA",
}

// exact positions, for all states unless a state is written before them.
var exact = map[string]string{
	"President": "head-of-state", "King": "head-of-state", "monarch": "head-of-state", "Emperor": "head-of-state",
	"Supreme Leader": "head-of-state", "Acting President": "~head-of-state",
	"IRN President": "head-of-government", "CAN monarch": "", "CHE President": "head-of-state",
	"Prime Minister": "head-of-government", "Premier of the State Council": "head-of-government",
	"Crown Prince": "crown-prince", "Vice President": "vice-president", "Vice-President": "vice-president",
	"SAU Prime Minister": "head-of-government", "ARG President": "head-of-state",
	"Secretary of State for Foreign and Commonwealth Affairs": "foreign-minister",
	"USA Secretary of State":                                  "foreign-minister", "Minister of Foreign Affairs": "foreign-minister",
	"Minister of Europe and Foreign Affairs": "foreign-minister", "Minister of External Relations": "foreign-minister",
	"Minister of External Affairs": "foreign-minister", "Minister for Foreign Affairs": "foreign-minister",
	"Minister of Foreign Affairs and Worship":                        "foreign-minister",
	"Minister of Foreign Affairs and Cooperation":                    "foreign-minister",
	"Minister of Foreign Affairs, European Union and Foreign Aid":    "foreign-minister",
	"IND Minister of Foreign Affairs":                                "",
	"Minister of Defence":                                            "defence-minister",
	"Minister of National Defence":                                   "defence-minister",
	"Minister for Defence":                                           "defence-minister",
	"Secretary of State for Defence":                                 "defence-minister",
	"Secretary of Defence":                                           "defence-minister",
	"Minister of Defence and Armed Forces Logistics":                 "defence-minister",
	"Minister of Defence and Military Veterans":                      "defence-minister",
	"Government Spokesperson":                                        "spokesperson",
	"Foreign Ministry Spokeperson":                                   "spokesperson",
	"White House Press Secretary":                                    "spokesperson",
	"National Security Advisor":                                      "adviser",
	"Permanent Representative to the United Nations":                 "ambassador",
	"Head of the Office of the President":                            "adviser",
	"Secretary of the National Security and Defense Council":         "official",
	"Secretary of the Security Council":                              "official",
	"Secretary of the Supreme National Security Council":             "official",
	"Chief of Staff of the Presidential Executive Office":            "official",
	"Director of the CIA":                                            "official",
	"Deputy Minister of Foreign Affairs":                             "minister",
	"Deputy Secretary of State":                                      "minister",
	"Minister of Finance":                                            "finance-minister",
	"Secretary of the Treasury":                                      "finance-minister",
	"Chancellor of the Exchequer":                                    "finance-minister",
	"Minister of the Interior":                                       "interior-minister",
	"Home Secretary":                                                 "interior-minister",
	"Secretary of State for the Home Department":                     "interior-minister",
	"Deputy Prime Minister":                                          "minister",
	"First Deputy Prime Minister":                                    "minister",
	"State Councilor":                                                "official",
	"Foreign Secretary":                                              "foreign-minister",
	"Chief of Staff to the President":                                "official",
	"White House Chief of Staff":                                     "official",
	"Member of the Federal Council":                                  "minister",
	"Speaker of the House of Representatives":                        "official",
	"President of the National Assembly":                             "official",
	"Vice-President as Head of the Atomic Energy Organisation":       "official",
	"Assistant Secretary of State for European and Eurasian Affairs": "official",
}

// world positions: code and office of the heads of world bodies.
var world = map[string][2]string{
	"Secretary-General of the United Nations":          {"UN", "secretary-general"},
	"Deputy Secretary-General of the United Nations":   {"UN", "official"},
	"Under-Secretary-General of the United Nations":    {"UN", "official"},
	"Director-General of the World Trade Organization": {"WTO", "director"},
	"President of the International Court of Justice":  {"ICJ", "chair"},
}

// officeOf gives the office a position of a state's table means, "" when it is
// none the gazetteer keeps.
func officeOf(state, position string) string {
	if o, ok := exact[state+" "+position]; ok {
		return o
	}
	if position == "Secretary of State" {
		return ""
	}
	if o, ok := exact[position]; ok {
		return o
	}
	if strings.HasPrefix(strings.ToLower(position), "ambassador to") {
		return "ambassador"
	}
	return ""
}
