package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery/handlers"
	"chancery/models"
)

// actorFlags are the fields of a record as flags.
type actorFlags struct {
	patch actorPatch
	names []string
	terms []string
	user  string
}

func (f *actorFlags) register(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringArrayVar(&f.names, "name", nil, "name in a language, `LANG=NAME`; several times")
	fs.StringVar(&f.patch.Kind, "kind", "", "`kind`: "+strings.Join(models.ActorKinds, ", "))
	fs.StringVar(&f.patch.Country, "country", "", "state or organisation, a `code` such as FRA or UN")
	fs.StringArrayVar(&f.patch.Aliases, "alias", nil, "further `spelling`, in any language; several times")
	fs.StringVar(&f.patch.Surname, "surname", "", "`word` that stands alone, when it is not the last of the name")
	fs.StringArrayVar(&f.terms, "term", nil, "time in office, `\"CODE OFFICE START/END\"`, with .. for an open end; several times")
	fs.StringVar(&f.patch.Source, "source", "", "where you have it from (required)")
	fs.StringVar(&f.user, "user", "", "`account` that history names for the change")
}

// read makes the patch of the flags that were given.
func (f *actorFlags) read(cmd *cobra.Command) error {
	f.patch.Names = map[string]string{}
	for _, n := range f.names {
		tag, name, ok := strings.Cut(n, "=")
		if !ok || tag == "" || strings.ContainsAny(tag, " .") {
			return wrongUsage("--name %q: write a language and the name, such as fr=\"Zoé Martin\"", n)
		}
		f.patch.Names[tag] = strings.TrimSpace(name)
	}
	f.patch.Terms = f.terms
	if !cmd.Flags().Changed("source") {
		return wrongUsage("--source: say where you have it from")
	}
	return nil
}

func newActorsAdd(e *env) *cobra.Command {
	var f actorFlags
	cmd := &cobra.Command{
		Use:   "add --name LANG=NAME --source TEXT",
		Short: "Add an actor that nobody knows yet",
		Example: "  chancery actors add --name fr=\"Zoé Martin\" --name en=\"Zoe Martin\" --country FRA \\\n" +
			"      --term \"FRA foreign-minister 2026-09-01/..\" --source \"Journal officiel, 1 Sept. 2026\"",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.read(cmd); err != nil {
				return err
			}
			if len(f.names) == 0 {
				return wrongUsage("--name: give the actor a name in at least one language, such as en=\"Zoe Martin\"")
			}
			return e.withActors(cmd.Context(), func(ctx context.Context, d *actorDesk) error {
				key := f.patch.Key
				if key == "" {
					key = handlers.NewActorKey((&models.ActorRecord{Names: f.patch.Names}).LocalName())
				} else if !newActorKey(key) {
					return wrongUsage("--key %q: give a Wikidata id such as Q3052772, or none", key)
				}
				if _, _, err := d.record(ctx, key); err == nil {
					return fmt.Errorf("there is an actor %s already: correct it with 'chancery actors set %q …'", key, key)
				}
				return e.storeActors(ctx, d, f.user, []actorPatch{f.patch})
			})
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.patch.Key, "key", "", "Wikidata `id`, where there is one (default: made of the name)")
	return cmd
}

func newActorsSet(e *env) *cobra.Command {
	var f actorFlags
	cmd := &cobra.Command{
		Use:   "set KEY|NAME --source TEXT",
		Short: "Correct an actor",
		Long: "Changes what is given and leaves the rest. Names are set language by language, an\n" +
			"empty one (fr=) takes it out; spellings are added; terms replace all that the record has,\n" +
			"and the built-in ones of the same office.",
		Example: "  chancery actors set Q3052772 --alias \"E. Macron\" --source \"AFP style\"\n" +
			"  chancery actors set \"new:zoe martin\" --term \"FRA foreign-minister 2026-09-01/2027-05-14\" --source \"Journal officiel\"",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.read(cmd); err != nil {
				return err
			}
			return e.withActors(cmd.Context(), func(ctx context.Context, d *actorDesk) error {
				key, err := d.key(ctx, args[0])
				if err != nil {
					return err
				}
				r, _, err := d.record(ctx, key)
				if err != nil {
					return err
				}
				f.patch.Key = key
				for _, a := range slices.Backward(r.Aliases) {
					if len(f.patch.Aliases) > 0 && !slices.Contains(f.patch.Aliases, a) {
						f.patch.Aliases = slices.Insert(f.patch.Aliases, 0, a)
					}
				}
				return e.storeActors(ctx, d, f.user, []actorPatch{f.patch})
			})
		},
	}
	f.register(cmd)
	return cmd
}

func newActorsImport(e *env) *cobra.Command {
	var user string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Add and correct actors from a YAML or CSV file, all or none",
		Long: "Reads records as 'actors show' prints them, one or a list, or a CSV table with the columns\n" +
			"key, kind, country, names.LANG …, aliases, surname, terms, source, of which several\n" +
			"values in a cell are divided by semicolons. A record without a key is a new actor. What a\n" +
			"record does not say stays as it is; a list replaces the old one. When a record is wrong\n" +
			"nothing is stored. What is the same already is left alone, so that a file may be read twice.",
		Example: "  chancery actors show lavrov > lavrov.yaml\n  chancery actors import lavrov.yaml\n  chancery actors import - < ministers.csv",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := e.readInput(args[0])
			if err != nil {
				return err
			}
			patches, err := readActors(in.name, in.data)
			if err != nil {
				return err
			}
			return e.withActors(cmd.Context(), func(ctx context.Context, d *actorDesk) error {
				return e.storeActors(ctx, d, user, patches)
			})
		},
	}
	cmd.Flags().StringVar(&user, "user", "", "`account` that history names for the change")
	return cmd
}

// storeActors lays patches over what is known and stores all of them, or none.
func (e *env) storeActors(ctx context.Context, d *actorDesk, user string, patches []actorPatch) error {
	by, err := d.user(ctx, user)
	if err != nil {
		return err
	}
	done, err := d.store(ctx, by, patches)
	if errors.Is(err, models.ErrConflict) {
		return errors.New("somebody else has changed one of these actors meanwhile, nothing is stored: try again")
	} else if err != nil {
		return err
	}
	for _, r := range done.stored {
		e.say("%s %s (%s).", map[bool]string{true: "Added", false: "Corrected"}[r.added], r.key, r.name)
	}
	if done.same > 0 {
		e.say("%d as they were already.", done.same)
	}
	return nil
}
