/** Changes to write, and subjects to look at again, after some subjects were assessed. */
import type { Database, Statement } from '../../../store/database.ts'
import { breathe, eachInTurn } from '../../../store/pause.ts'
import * as storedFindings from '../../../store/standing/findings.ts'
import * as storedRounds from '../../../store/standing/rounds.ts'
import * as storedSubjects from '../../../store/standing/subjects.ts'
import { CountChanges, formatShares } from './counts.ts'
import { type Made, ownerOf } from './made.ts'

/**
 * Statements for subjects that were assessed. One that is the same as before is not written again, and makes
 * nothing due.
 *
 * @param day for which the rules were asked
 * @param gone groups that nothing belongs to any more
 */
export async function changesOf(
  database: Database,
  made: readonly Made[],
  day: string,
  gone: readonly string[] = [],
): Promise<Statement[]> {
  const owners = [...made.map(({ owner }) => owner), ...gone]
  const [subjects, reads, figures] = await Promise.all([
    storedSubjects.readSubjects(database, owners),
    storedSubjects.readReads(database, owners),
    storedSubjects.readFigures(database, owners),
  ])
  const counts = new CountChanges()
  const findings = (await eachInTurn(made, findingsOf)).flat()
  const rows = await eachInTurn(made, subjectOf)
  for (const row of rows) {
    await breathe()
    counts.change(subjects.get(row.id) ?? null, row)
  }
  for (const id of gone) counts.change(subjects.get(id) ?? null, null)
  const newSubjects = rows.filter((row) => !same(subjects.get(row.id), row))
  const newReads = made.filter((one) => !same(reads.get(one.owner), one.reads))
  const newFigures = made.filter((one) => !same(figures.get(one.owner), one.figures))
  const due = [
    ...newFigures.flatMap(({ owner, figures: now }) => touchedBy(figures.get(owner) ?? [], now)),
    ...gone.flatMap((owner) => touchedBy(figures.get(owner) ?? [], [])),
    ...newSubjects.flatMap((row) => registersOf(subjects.get(row.id), row)),
  ]
  return [
    ...storedSubjects.putSubjects(newSubjects, gone),
    ...storedSubjects.putReads(
      [...newReads.map(({ owner }) => owner), ...gone],
      newReads.flatMap(({ owner, reads: keys }) => keys.map((key): [string, string] => [owner, key])),
    ),
    ...storedSubjects.putFigures(
      [...newFigures.map(({ owner }) => owner), ...gone],
      newFigures.flatMap((one) => one.figures),
    ),
    ...storedFindings.putFindings(owners, findings),
    ...storedFindings.putSince(owners, findings, day),
    ...(await counts.statements(database)),
    ...storedRounds.nowDue(due),
  ]
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The row of a subject. */
export function subjectOf({
  owner,
  department,
  delivery,
  assessments,
}: Made): storedSubjects.StandingSubject {
  return {
    id: owner,
    department,
    register: delivery?.register ?? null,
    delivered: delivery?.asOf ?? null,
    made: formatShares(assessments),
  }
}

/** The rows of what is found of it. */
export function findingsOf({
  owner,
  subject,
  department,
  assessments,
}: Made): storedFindings.StandingFinding[] {
  return assessments.flatMap(({ rule, assessment }) =>
    assessment.result === 'found'
      ? [
          {
            owner,
            rule: rule.id,
            subject,
            department,
            severity: assessment.severity ?? rule.severity,
            finding: JSON.stringify({ ruleVersion: rule.version, about: rule.about, ...assessment }),
          },
        ]
      : [],
  )
}

interface Place {
  due: storedRounds.Due
  before: string[]
  after: string[]
}

/** Groups and populations of which a figure is new, gone or another. */
function touchedBy(
  before: readonly storedSubjects.StandingFigure[],
  after: readonly storedSubjects.StandingFigure[],
): storedRounds.Due[] {
  const places = new Map<string, Place>()
  const note = (figures: readonly storedSubjects.StandingFigure[], side: 'before' | 'after'): void => {
    for (const { what, rule, group, figure } of figures) {
      const due: storedRounds.Due = {
        what: what === 'measure' ? 'population' : 'group',
        key: ownerOf(rule, group),
      }
      const id = `${due.what} ${due.key}`
      const place: Place = places.get(id) ?? { due, before: [], after: [] }
      place[side].push(figure)
      places.set(id, place)
    }
  }
  note(before, 'before')
  note(after, 'after')
  return [...places.values()].filter((one) => !same(one.before, one.after)).map(({ due }) => due)
}

function registersOf(
  before: storedSubjects.StandingSubject | undefined,
  after: storedSubjects.StandingSubject,
): storedRounds.Due[] {
  if (before?.register === after.register && before?.delivered === after.delivered) return []
  const registers = new Set([before?.register ?? null, after.register])
  return [...registers].flatMap((key) => (key === null ? [] : [{ what: 'register', key } as const]))
}
