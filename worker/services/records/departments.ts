/** The verbs of departments: load, decide, append. */

import { parse } from '../../domain/input/input.schema.ts'
import * as decide from '../../domain/kinds/department/decide.ts'
import * as schema from '../../domain/kinds/department/department.schema.ts'
import { departmentIn } from '../../domain/kinds/department/facts.ts'
import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { DepartmentState } from '../../domain/kinds/department/types.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Lookup } from '../../domain/record/lookup.ts'
import { countRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Right, requireRight } from '../roles.ts'
import { type Call, type Outcome, type Request, requireSeen } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'

export function createDepartments(ledger: Ledger) {
  async function context(call: Call, lookup: Lookup<State>, id: string): Promise<decide.DepartmentContext> {
    const { database } = ledger
    const counts = await Promise.all(
      ['in_force', 'suspended', 'withheld'].map((status) =>
        countRecords(database, { kind: 'responsibility', department: id, status }),
      ),
    )
    const held = counts.reduce((sum, count) => sum + count, 0)
    return { ...contextOf(ledger, call, lookup), held }
  }

  /** A verb on one department that exists. `mentions` are the departments that its input names. */
  function change<Input>(
    name: string,
    read: (input: unknown) => Input,
    mentions: (input: Input) => (string | null | undefined)[],
    decision: (state: DepartmentState, input: Input, context: decide.DepartmentContext) => Draft[],
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
        const lookup = await loadLookup(ledger, [id, ...mentions(input)])
        const state = departmentIn(lookup, id)
        if (state === undefined)
          throw refuse('not_found', `没有部门 ${id}。`, `There is no department ${id}.`)
        requireSeen(call, state.seq)
        const drafts = decision(state, input, await context(call, lookup, id))
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
        const lookup = await loadLookup(ledger, [id, fields.parent])
        const drafts = decide.decideDepartmentListed(fields, await context(call, lookup, id))
        return { drafts, before: new Map() }
      })
    },

    rename: change(
      'rename',
      (input) => parse(schema.renamedSchema, input),
      () => [],
      (state, input, context) => decide.decideRenamed(state, input, context),
    ),

    amend: change(
      'amend',
      (input) => {
        const { set, reason } = parse(schema.departmentAmendedSchema, input)
        return { set: schema.parseDepartmentSet(set, ['set']), reason }
      },
      ({ set }) => [set.parent],
      (state, { set, reason }, context) => decide.decideDepartmentAmended(state, set, reason, context),
    ),

    merge: change(
      'merge',
      (input) => parse(schema.departmentMergedSchema, input),
      ({ into }) => [into],
      (state, { into, reason }, context) => decide.decideDepartmentMerged(state, into, reason, context),
    ),

    abolish: change(
      'abolish',
      (input) => parse(schema.departmentAbolishedSchema, input),
      () => [],
      (state, { reason }, context) => decide.decideDepartmentAbolished(state, reason, context),
    ),

    correct: change(
      'correct',
      (input) => {
        const { set, correction, reason } = parse(schema.departmentCorrectedSchema, input)
        return { set: schema.parseDepartmentSet(set, ['set']), correction, reason }
      },
      ({ set }) => [set.parent],
      (state, { set, correction, reason }, context) =>
        decide.decideDepartmentCorrected(state, set, correction, reason, context),
    ),

    /** Registers a public key with which the department signs from then on. */
    registerKey: change(
      'registerKey',
      (input) => parse(schema.keyRegisteredSchema, input),
      () => [],
      (state, input, context) => decide.decideKeyRegistered(state, input, context),
      'key.write',
    ),

    /** From a day on, signatures of the key do not count; also for entries that are there already. */
    revokeKey: change(
      'revokeKey',
      (input) => parse(schema.keyRevokedSchema, input),
      () => [],
      (state, input, context) => decide.decideKeyRevoked(state, input, context),
      'key.write',
    ),
  }
}
