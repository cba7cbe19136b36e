package timex

import (
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// What opening a language may cost.
const (
	mostStart  = 20 * time.Millisecond
	mostMemory = 15 << 20
	startTries = 25
	// quietYard is what the yardstick takes on the machine the limit was set on,
	// with nothing else running.
	quietYard = 1200 * time.Microsecond
)

// TestStart: every language opens within 20 ms of processor time, and holds
// 15 MB at most. Others share the machine, and slow what runs beside them: tries
// go on until one is within the limit, and the limit grows by as much as a fixed
// piece of work beside each try took longer than on a quiet machine.
func TestStart(t *testing.T) {
	slow := raceDetector()
	for tag := range opened(t) { // which reads what all share
		best := time.Hour
		for try := 0; try < startTries && best > mostStart; try++ {
			runtime.GC() // others' garbage is not this language's
			yard := yardstick(t)
			from := processorTime(t)
			if _, err := Open(tag); err != nil {
				t.Fatal(err)
			}
			used := processorTime(t) - from
			yard = (yard + yardstick(t)) / 2
			best = min(best, time.Duration(float64(used)/max(1, float64(yard)/float64(quietYard))))
		}
		held := heldBy(t, tag)
		t.Logf("%s: %.1f ms on a quiet machine, %.1f MB", tag, float64(best.Microseconds())/1000, float64(held)/(1<<20))
		if best > mostStart && !slow {
			t.Errorf("%s opens in %v on a quiet machine, more than %v", tag, best, mostStart)
		}
		if held > mostMemory {
			t.Errorf("%s holds %d bytes, more than %d", tag, held, mostMemory)
		}
	}
}

// yardstick is the processor time of a fixed piece of work like the one that is
// measured: words put into maps.
func yardstick(t *testing.T) time.Duration {
	from := processorTime(t)
	words := map[string][]int{}
	for i := range 12_000 {
		w := strconv.Itoa(i * 7919 % 4001)
		words[w] = append(words[w], i)
	}
	if len(words) != 4001 {
		t.Fatal("the yardstick is bent")
	}
	return processorTime(t) - from
}

// heldBy measures what an open language keeps in memory.
func heldBy(t *testing.T, tag string) int64 {
	before := heap()
	g, err := Open(tag)
	if err != nil {
		t.Fatal(err)
	}
	held := heap() - before
	runtime.KeepAlive(g)
	return held
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func raceDetector() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
