// `25%` or `3` of so many.
// @source apimachinery/pkg/util/intstr GetScaledValueFromIntOrPercent

export function scaled(value: number | string, total: number, round: (value: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseInt(value, 10) * total) / 100)
}
