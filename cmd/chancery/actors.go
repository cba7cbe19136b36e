package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"chancery/models"
	"chancery/store"
)

func newActors(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "Look up, add and correct people, states and organisations",
		Long: "What is known of an actor: names, spellings, terms of office. What is added or\n" +
			"corrected here is kept as on the web pages: each change is a record of its own with\n" +
			"its source, wins over the built-in gazetteer, and counts from the next article on,\n" +
			"in a server that is running as well.",
		Example: "  chancery actors list macron\n  chancery actors show Q3052772\n" +
			"  chancery actors add --name fr=\"Zoé Martin\" --country FRA --term \"FRA foreign-minister 2026-09-01/..\" --source \"Journal officiel\"\n" +
			"  chancery actors set Q3052772 --alias \"E. Macron\" --source \"AFP style\"\n  chancery actors import actors.yaml",
	}
	cmd.AddCommand(newActorsList(e), newActorsShow(e), newActorsAdd(e), newActorsSet(e), newActorsImport(e))
	return cmd
}

// withActors opens the database and reads what is known of actors.
func (e *env) withActors(ctx context.Context, fn func(context.Context, *actorDesk) error) error {
	return e.withStore(ctx, func(ctx context.Context, db *store.DB) error {
		known, err := newCurated(db, e.log)
		if err != nil {
			return err
		}
		return fn(ctx, &actorDesk{db: db, known: known})
	})
}

func newActorsList(e *env) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "list [NAME]",
		Short: "List actors, or find some by part of a name",
		Long: "Lists the actors of the database with their events, most first. With part of a name\n" +
			"also those only the built-in gazetteer knows, so that they can be corrected.",
		Example: "  chancery actors list\n  chancery actors list lavrov",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return wrongUsage("--limit: give a number above 0")
			}
			return e.withActors(cmd.Context(), func(ctx context.Context, d *actorDesk) error {
				rows, more, err := d.find(ctx, strings.Join(args, " "), limit)
				if err != nil {
					return err
				}
				return e.printActors(rows, more)
			})
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 50, "at most so `many`")
	return cmd
}

func (e *env) printActors(rows []actorRow, more bool) error {
	if len(rows) == 0 {
		e.say("No such actor: try another part of the name, or add one with 'chancery actors add'.")
		return nil
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "KEY\tKIND\tCODE\tEVENTS\tNAME") // errors come with Flush
	for _, r := range rows {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", r.Key, r.Kind, cmp.Or(r.Country, "-"), r.Events, r.Name)
	}
	if more {
		e.say("There are more: give a longer part of the name, or a higher --limit.")
	}
	return w.Flush()
}

func newActorsShow(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "show KEY|NAME",
		Short: "Show what is known of an actor, with its history",
		Long: "Prints the record that counts as YAML, which 'actors import' reads again, and behind\n" +
			"it, as comments, who changed what and when. Terms whose days are not known are left out.",
		Example: "  chancery actors show Q3052772\n  chancery actors show lavrov > lavrov.yaml",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.withActors(cmd.Context(), func(ctx context.Context, d *actorDesk) error {
				key, err := d.key(ctx, args[0])
				if err != nil {
					return err
				}
				r, history, err := d.record(ctx, key)
				if err != nil {
					return err
				}
				r.Source = "" // of the change to come
				text, err := actorYAML(r)
				if err != nil {
					return err
				}
				return e.print("%s%s", text, strings.Join(historyLines(history), ""))
			})
		},
	}
}

// historyLines tell the records of an actor, newest first.
func historyLines(history []models.ActorRecord) []string {
	if len(history) == 0 {
		return []string{"# built in, never corrected"}
	}
	var out []string
	for i := range history {
		h := &history[i]
		who := "the command line"
		if h.User != nil {
			who = h.User.Name
		}
		before := &models.ActorRecord{}
		if i+1 < len(history) {
			before = &history[i+1]
		}
		out = append(out, fmt.Sprintf("# %s by %s: %s (%s)\n",
			h.CreatedAt.UTC().Format(time.DateTime), who, strings.Join(changedFields(before, h), ", "), h.Source))
	}
	out[len(out)-1] = strings.TrimSuffix(out[len(out)-1], "\n")
	return out
}

// changedFields names the fields in which two records differ.
func changedFields(a, b *models.ActorRecord) []string {
	var out []string
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	for _, tag := range tagsOf(a, b) {
		add("names."+tag, a.Names[tag] == b.Names[tag])
	}
	add("kind", a.Kind == b.Kind)
	add("country", a.Country == b.Country)
	add("aliases", slices.Equal(a.Aliases, b.Aliases))
	add("surname", a.Surname == b.Surname)
	add("terms", slices.Equal(a.Terms, b.Terms))
	return out
}

func tagsOf(records ...*models.ActorRecord) []string {
	var out []string
	for _, r := range records {
		for tag := range r.Names {
			out = append(out, tag)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
