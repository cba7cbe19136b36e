package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"chancery/handlers"
	"chancery/models"
	"chancery/store"
)

func newUsers(e *env) *cobra.Command {
	users := &cobra.Command{
		Use:     "users",
		Short:   "Accounts of curators and administrators",
		Example: "  chancery users add ada --role admin\n  chancery users list",
	}
	users.AddCommand(newUsersAdd(e), newUsersPasswd(e), newUsersList(e), newUsersSwitch(e, true), newUsersSwitch(e, false))
	return users
}

func newUsersAdd(e *env) *cobra.Command {
	var role string
	var fromStdin bool
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Add an account",
		Long: "Adds an account. The password is asked for twice, without being shown; with\n" +
			"--password-stdin it is the first line of standard input.",
		Example: "  chancery users add ada --role admin\n  pass show chancery | chancery users add ada --password-stdin",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				u := &models.User{Name: args[0], Role: role}
				if err := u.Validate(); err != nil {
					return err
				}
				hash, err := e.newPassword(ctx, u.Name, fromStdin)
				if err != nil {
					return err
				}
				u.PasswordHash = hash
				if err := db.CreateUser(ctx, u); errors.Is(err, models.ErrDuplicate) {
					return fmt.Errorf("there is an account %s already: choose another name, or 'chancery users passwd %s'", u.Name, u.Name)
				} else if err != nil {
					return err
				}
				e.say("Added %s as %s.", u.Name, u.Role)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&role, "role", models.RoleCurator, "`role`: curator (edits and reviews) or admin (also manages users and feeds)")
	cmd.Flags().BoolVar(&fromStdin, "password-stdin", false, "read the password from standard input")
	return cmd
}

func newUsersPasswd(e *env) *cobra.Command {
	var fromStdin bool
	cmd := &cobra.Command{
		Use:     "passwd NAME",
		Short:   "Set an account's password; its open sessions end",
		Example: "  chancery users passwd ada",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return e.changeUser(ctx, args[0], func(u *models.User) (string, error) {
				hash, err := e.newPassword(ctx, u.Name, fromStdin)
				u.PasswordHash = hash
				return "New password set for " + u.Name + ".", err
			})
		},
	}
	cmd.Flags().BoolVar(&fromStdin, "password-stdin", false, "read the password from standard input")
	return cmd
}

// newUsersSwitch makes the disable command, or the enable one.
func newUsersSwitch(e *env, disable bool) *cobra.Command {
	verb, short, past := "enable", "Let a disabled account log in again", "enabled"
	if disable {
		verb, short, past = "disable", "Shut an account out at once; what it did stays", "disabled"
	}
	return &cobra.Command{
		Use:     verb + " NAME",
		Short:   short,
		Example: "  chancery users " + verb + " ada",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.changeUser(cmd.Context(), args[0], func(u *models.User) (string, error) {
				u.DisabledAt = nil
				if disable {
					now := e.now().UTC()
					u.DisabledAt = &now
				}
				return u.Name + " is " + past + ".", nil
			})
		},
	}
}

func newUsersList(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List all accounts",
		Example: "  chancery users list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.withStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				users, err := db.Users(ctx)
				if err != nil {
					return err
				}
				return e.printUsers(users)
			})
		},
	}
}

func (e *env) printUsers(users []models.User) error {
	if len(users) == 0 {
		e.say("No accounts yet: add one with 'chancery users add NAME --role admin'.")
		return nil
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "NAME\tROLE\tSTATE\tLAST LOGIN") // errors come with Flush
	for _, u := range users {
		state, last := "active", "never"
		if u.DisabledAt != nil {
			state = "disabled"
		}
		if u.LastLoginAt != nil {
			last = u.LastLoginAt.UTC().Format(time.DateOnly)
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", u.Name, u.Role, state, last)
	}
	return w.Flush()
}

// changeUser loads an account, has it changed and stores it. change gives the
// sentence to say when all went well.
func (e *env) changeUser(ctx context.Context, name string, change func(*models.User) (string, error)) error {
	return e.withStore(ctx, func(ctx context.Context, db *store.DB) error {
		u, err := db.UserByName(ctx, name)
		if errors.Is(err, models.ErrNotFound) {
			return fmt.Errorf("there is no account %s: see 'chancery users list'", name)
		} else if err != nil {
			return err
		}
		done, err := change(u)
		if err != nil {
			return err
		}
		if err := db.UpdateUser(ctx, u); err != nil {
			return err
		}
		e.say("%s", done)
		return nil
	})
}

// newPassword reads a new password and gives its hash.
func (e *env) newPassword(ctx context.Context, name string, fromStdin bool) (string, error) {
	read := e.askPassword
	if fromStdin {
		read = e.pipedPassword
	}
	password, err := read(ctx, name)
	if err != nil {
		return "", err
	}
	return handlers.HashPassword(password)
}
