/** What a benchmark says: our figure, its baseline in the same run, their ratio, the target. */

export interface Row {
  what: string
  /** Our figure, in `unit`. */
  ours: number
  unit: string
  baseline: string
  /** Null when it could not be measured; `note` says why. */
  theirs: number | null
  /** ours / theirs, or theirs / ours where less is better; null when not measured. */
  ratio: number | null
  target: string
  pass: boolean | null
  note: string
}

/** A row where more is better: `ours` must be at least `least` times the baseline. */
export function atLeast(
  what: string,
  unit: string,
  ours: number,
  baseline: { name: string; figure: number | null },
  least: number,
  note = '',
): Row {
  const ratio = baseline.figure === null ? null : ours / baseline.figure
  return {
    what,
    ours: round(ours),
    unit,
    baseline: baseline.name,
    theirs: baseline.figure === null ? null : round(baseline.figure),
    ratio: ratio === null ? null : Math.round(ratio * 1000) / 1000,
    target: least < 1 ? `≥ ${Math.round(least * 100)} %` : `≥ ${least} ×`,
    pass: ratio === null ? null : ratio >= least,
    note,
  }
}

/** A row where less is better: `ours` may be at most `most` times the baseline. */
export function atMost(
  what: string,
  unit: string,
  ours: number,
  baseline: { name: string; figure: number },
  most: number,
  note = '',
): Row {
  const ratio = ours / baseline.figure
  return {
    ...atLeast(what, unit, ours, baseline, 0, note),
    ratio: Math.round(ratio * 1000) / 1000,
    target: `≤ ${most} ×`,
    pass: ratio <= most,
  }
}

/** A row against a fixed figure. */
export function reaches(what: string, unit: string, ours: number, least: number, note = ''): Row {
  return {
    what,
    ours: round(ours),
    unit,
    baseline: '—',
    theirs: null,
    ratio: null,
    target: `≥ ${least.toLocaleString('en')} ${unit}`,
    pass: ours >= least,
    note,
  }
}

/** A row that may take so much at the most. */
export function within(what: string, unit: string, ours: number, most: number, note = ''): Row {
  return {
    ...reaches(what, unit, ours, 0, note),
    target: `≤ ${most.toLocaleString('en')} ${unit}`,
    pass: ours <= most,
  }
}

function round(figure: number): number {
  return figure >= 100 ? Math.round(figure) : Math.round(figure * 1000) / 1000
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
