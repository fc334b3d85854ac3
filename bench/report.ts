/** One number of a bench. `target` says what it must keep to; a row without one is there to be read beside the others. */
export interface Row { name: string; value: number; unit: string; target: string | null; ok: boolean | null }

/** How much is measured: what is told, or as little as shows that a bench runs. */
export type Size = 'full' | 'small'

/** What a number must keep to. */
export type Target = { atMost: number } | { atLeast: number } | { exactly: number }

export function row(name: string, [value, unit]: readonly [number, string], target?: Target): Row {
  if (!target) return { name, value: rounded(value), unit, target: null, ok: null }
  return { name, value: rounded(value), unit, target: written(target), ok: keeps(value, target) }
}

/** A table for people. */
export function table(rows: readonly Row[]): string {
  const cells = [['', 'value', 'unit', 'target', ''], ...rows.map(({ name, value, unit, target, ok }) => [name, String(value), unit, target ?? '', ok === null ? '' : ok ? 'ok' : 'MISSED'])]
  const widths = [0, 1, 2, 3].map(column => Math.max(...cells.map(line => line[column]?.length ?? 0)))
  return cells.map(line => line.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')
}

function keeps(value: number, target: Target): boolean {
  if ('atMost' in target) return value <= target.atMost
  return 'atLeast' in target ? value >= target.atLeast : value === target.exactly
}

function written(target: Target): string {
  if ('atMost' in target) return `<= ${target.atMost}`
  return 'atLeast' in target ? `>= ${target.atLeast}` : `= ${target.exactly}`
}

const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(4)))
