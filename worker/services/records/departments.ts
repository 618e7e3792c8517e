/** The verbs of departments: load, decide, append. */

import * as decide from '../../domain/kinds/department/decide.ts'
import * as schema from '../../domain/kinds/department/department.schema.ts'
import type { DepartmentState } from '../../domain/kinds/department/types.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { departmentId } from '../../domain/record/ids.ts'
import { parse } from '../../domain/record/input.schema.ts'
import { countRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Right, requireRight } from '../roles.ts'
import { type Around, loadAround } from '../submit/around.ts'
import { type Call, type Outcome, type Request, requireSeen, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

export function createDepartments(ledger: Ledger) {
  async function around(call: Call, surroundings: Around, id: string): Promise<decide.DepartmentAround> {
    const today = todayOf(ledger.now())
    const { database } = ledger
    const counts = await Promise.all(
      ['in_force', 'suspended', 'withheld'].map((status) =>
        countRecords(database, { kind: 'responsibility', department: id, status }),
      ),
    )
    const held = counts.reduce((sum, count) => sum + count, 0)
    const { visibility, ground, review, occurred = today } = call
    return { occurred, today, visibility, ground, review, department: surroundings.department, held }
  }

  /** A verb on one department that exists. `mentions` are the departments that its input names. */
  function change<Input>(
    name: string,
    read: (input: unknown) => Input,
    mentions: (input: Input) => (string | null | undefined)[],
    decision: (state: DepartmentState, input: Input, around: decide.DepartmentAround) => Draft[],
    right: Right = 'department.write',
  ) {
    return async (call: Call, id: string, given: unknown): Promise<Outcome> => {
      requireRight(call.actor, right, id)
      const input = read(given)
      const request: Request = {
        verb: `department.${name}`,
        id,
        input: given,
      }
      return perform(ledger, call, request, async () => {
        const surroundings = await loadAround(ledger, [id, ...mentions(input)])
        const state = surroundings.department(id)
        if (state === undefined)
          throw refuse('not_found', `没有部门 ${id}。`, `There is no department ${id}.`)
        requireSeen(call, state.seq)
        const drafts = decision(state, input, await around(call, surroundings, id))
        return { drafts, before: new Map([[id, state]]) }
      })
    }
  }

  return {
    /** Registers a new department. */
    async list(call: Call, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'department.write', null)
      const fields = schema.parseDepartment(given)
      const id = departmentId(fields.code)
      const request: Request = { verb: 'department.list', input: given }
      return perform(ledger, call, request, async () => {
        const surroundings = await loadAround(ledger, [id, fields.parent])
        const drafts = decide.decideDepartmentListed(fields, await around(call, surroundings, id))
        return { drafts, before: new Map() }
      })
    },

    rename: change(
      'rename',
      (input) => parse(schema.renamedSchema, input),
      () => [],
      (state, input, around) => decide.decideRenamed(state, input, around),
    ),

    amend: change(
      'amend',
      (input) => {
        const { set, reason } = parse(schema.departmentAmendedSchema, input)
        return { set: schema.parseDepartmentSet(set, ['set']), reason }
      },
      ({ set }) => [set.parent],
      (state, { set, reason }, around) => decide.decideDepartmentAmended(state, set, reason, around),
    ),

    merge: change(
      'merge',
      (input) => parse(schema.departmentMergedSchema, input),
      ({ into }) => [into],
      (state, { into, reason }, around) => decide.decideDepartmentMerged(state, into, reason, around),
    ),

    abolish: change(
      'abolish',
      (input) => parse(schema.departmentAbolishedSchema, input),
      () => [],
      (state, { reason }, around) => decide.decideDepartmentAbolished(state, reason, around),
    ),

    correct: change(
      'correct',
      (input) => {
        const { set, correction, reason } = parse(schema.departmentCorrectedSchema, input)
        return { set: schema.parseDepartmentSet(set, ['set']), correction, reason }
      },
      ({ set }) => [set.parent],
      (state, { set, correction, reason }, around) =>
        decide.decideDepartmentCorrected(state, set, correction, reason, around),
    ),

    /** Registers a public key with which the department signs from then on. */
    registerKey: change(
      'registerKey',
      (input) => parse(schema.keyRegisteredSchema, input),
      () => [],
      (state, input, around) => decide.decideKeyRegistered(state, input, around),
      'key.write',
    ),

    /** From a day on, signatures of the key do not count; also for entries that are there already. */
    revokeKey: change(
      'revokeKey',
      (input) => parse(schema.keyRevokedSchema, input),
      () => [],
      (state, input, around) => decide.decideKeyRevoked(state, input, around),
      'key.write',
    ),
  }
}
