const formats = new Map<string, Intl.DateTimeFormat>()

/** The time that the clocks of a zone show, written as if it were UTC. */
export function localTime(zone: string, at: Date): Date {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) + (at.getTime() % 1000))
}

/** By how many milliseconds the clocks of a zone are ahead of UTC at an instant. */
export const offsetAt = (zone: string, instant: number): number => localTime(zone, new Date(instant)).getTime() - instant

const DAY_MS = 86_400_000

/** The instant at which the clocks of a zone skip a local time; null if they show it. */
export function skippedAt(zone: string, local: Date): number | null {
  const [before, after] = [offsetAt(zone, local.getTime() - DAY_MS), offsetAt(zone, local.getTime() + DAY_MS)]
  if (after <= before || [before, after].some(offset => offsetAt(zone, local.getTime() - offset) === offset)) return null
  let [early, late] = [local.getTime() - after, local.getTime() - before]
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(zone, middle) === before) early = middle
    else late = middle
  }
  return late
}
