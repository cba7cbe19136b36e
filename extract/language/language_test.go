package language

import (
	"errors"
	"testing"

	"chancery/lang"
)

// TestTellsShortTexts: single sentences of news, as feeds give them.
func TestTellsShortTexts(t *testing.T) {
	tell, err := New()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, want string }{
		{"Emmanuel Macron se rendra lundi à Moscou, a annoncé vendredi l'Élysée.", "fr"},
		{"L'Italie a convoqué jeudi l'ambassadeur de Russie.", "fr"},
		{"Sommet de l'Otan à Madrid", "fr"},
		{"Berlin annonce une visite officielle à Varsovie mardi", "fr"},
		{"Biden to meet Xi in Bali on Monday", "en"},
		{"Japan and the Philippines signed a defence pact on Monday.", "en"},
		{"French President Emmanuel Macron arrived in Moscow on Monday.", "en"},
		{"Außenministerin Annalena Baerbock reist am Montag nach Kiew.", "de"},
		{"El presidente se reunirá el lunes con su homólogo en Madrid.", "es"},
		{"Президент Франции прибыл в Москву на переговоры, сообщил Кремль.", "ru"},
		{"法国总统马克龙7日抵达莫斯科，与俄罗斯总统普京举行会谈。", "zh"},
		{"俄羅斯總統普京與中國國家主席在北京會談。", "zh"},
		{"وصل الرئيس الفرنسي إلى موسكو لإجراء محادثات مع بوتين.", "ar"},
	}
	for _, tt := range tests {
		if got, err := tell.Tell(tt.text); err != nil || got != tt.want {
			t.Errorf("%q is told as %q, %v; want %s", tt.text, got, err, tt.want)
		}
	}
}

// TestLeavesNeighbours: languages in the same letters as one that has a pack
// are not taken for it.
func TestLeavesNeighbours(t *testing.T) {
	tell, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"Президент України зустрінеться у Києві з президентом Франції. Під час переговорів сторони обговорять ситуацію на сході країни.",
		"Президентът на Франция пристигна в Москва за преговори с руския си колега. Двамата обсъдиха ситуацията в Украйна и сигурността на Европа.",
		"フランスのマクロン大統領は7日、モスクワでロシアのプーチン大統領と会談した。両首脳はウクライナ情勢について協議した。",
		"رئیس جمهور فرانسه روز دوشنبه در مسکو با همتای روس خود دیدار کرد و گفت که مذاکرات ادامه خواهد داشت.",
	} {
		if got, err := tell.Tell(s); !errors.Is(err, lang.ErrUnknown) {
			t.Errorf("%q is told as %q, %v", s, got, err)
		}
	}
}
