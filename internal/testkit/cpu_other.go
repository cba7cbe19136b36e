//go:build !unix

package testkit

import "time"

// ProcessorTime is what this process has used so far, 0 where that cannot be
// told.
func ProcessorTime() time.Duration { return 0 }
