//go:build unix

package testkit

import (
	"syscall"
	"time"
)

// ProcessorTime is what this process has used so far, 0 where that cannot be
// told: other work on the machine changes it less than it does the clock's time.
func ProcessorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
