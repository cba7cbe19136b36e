package models

import "slices"

// EventTypes are the kinds of event, in the order menus show them. PLOVER and
// CAMEO equivalents stand in docs/glossary.md.
var EventTypes = []string{
	"visit", "meeting", "call", "summit", "negotiation", "mediation", "statement", "demand", "protest",
	"agreement", "vote", "sanction", "expulsion", "recognition", "appointment", "aid", "military", "legal",
	"election", "other",
}

// Statuses of an event: announced is not occurred.
const (
	StatusPlanned   = "planned"
	StatusOccurred  = "occurred"
	StatusOngoing   = "ongoing"
	StatusPostponed = "postponed"
	StatusCancelled = "cancelled"
	StatusDenied    = "denied"
	StatusProposed  = "proposed"
)

// Statuses in the order menus show them.
var Statuses = []string{
	StatusPlanned, StatusOccurred, StatusOngoing, StatusPostponed, StatusCancelled, StatusDenied, StatusProposed,
}

// Review states of an event: what the curator made of it.
const (
	ReviewPending  = "pending"
	ReviewAccepted = "accepted"
	ReviewRejected = "rejected"
)

// Reviews in the order menus show them.
var Reviews = []string{ReviewPending, ReviewAccepted, ReviewRejected}

// Actor kinds.
const (
	KindPerson = "person"
	KindState  = "state"
	KindOrg    = "organisation"
	KindGroup  = "group"
	KindPlace  = "place"
)

// ActorKinds in the order menus show them.
var ActorKinds = []string{KindPerson, KindState, KindOrg, KindGroup}

// ActorRoles an actor can play in an event.
var ActorRoles = []string{"visitor", "host", "participant", "speaker", "addressee", "signatory", "target", "mediator", "topic", "actor"}

// PublishedBy says where an article's date came from.
const (
	PublishedGiven    = "given"
	PublishedMetadata = "metadata"
	PublishedFeed     = "feed"
	PublishedText     = "text"
	PublishedInferred = "inferred"
	PublishedNone     = "none"
)

// User roles: a curator edits and reviews; an admin also manages users and feeds.
const (
	RoleCurator = "curator"
	RoleAdmin   = "admin"
)

// ValidType tells whether s is an event type.
func ValidType(s string) bool { return slices.Contains(EventTypes, s) }

// ValidStatus tells whether s is an event status.
func ValidStatus(s string) bool { return slices.Contains(Statuses, s) }

// ValidReview tells whether s is a review state.
func ValidReview(s string) bool { return slices.Contains(Reviews, s) }
