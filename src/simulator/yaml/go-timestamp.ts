// What go-yaml takes for a timestamp. Read, a timestamp stays text; printed, a text that looks like one is quoted.
//
// @source vendor/go.yaml.in/yaml/v2/resolve.go parseTimestamp; Go time.Parse

const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/
const TIME = /^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?/
const ZONE = /^(?:Z|[-+]([0-9]{2}):([0-9]{2}))$/

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** A date, a date and a time with a space between, or a date, `T`, a time and a zone. */
export function isTimestamp(text: string): boolean {
  const date = DATE.exec(text)
  if (date === null || !isDate(Number(date[1]), Number(date[2]), Number(date[3]))) return false
  const afterDate = text.slice(date[0].length)
  if (afterDate === '') return true
  const separator = /^(?:[Tt]| +)/.exec(afterDate)
  if (separator === null) return false
  const clock = afterDate.slice(separator[0].length)
  const time = TIME.exec(clock)
  if (time === null || Number(time[1]) > 23 || Number(time[2]) > 59 || Number(time[3]) > 59) return false
  const afterTime = clock.slice(time[0].length)
  if (separator[0].startsWith(' ')) return afterTime === ''
  const zone = ZONE.exec(afterTime)
  return zone !== null && Number(zone[1] ?? 0) <= 24 && Number(zone[2] ?? 0) <= 60
}

function isDate(year: number, month: number, day: number): boolean {
  const days = DAYS_IN_MONTH[month - 1]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return days !== undefined && day >= 1 && day <= days + (month === 2 && leap ? 1 : 0)
}
