/** Parts that the declarations of several kinds share. */
import { about, type Filter } from './list/listed.ts'
import { sourceChange } from './parts.ts'
import type { Words } from './problem.ts'
import { id, ids, json, list, type Shape } from './shape.ts'

/** A part whose fields need no column. */
export const anything: Shape<unknown> = json()

/** Traces that acts leave in any record made of acts. */
export const movedHistory = {
  transferred: ids('department'),
  sealed: list(anything),
  sourceChanges: list(sourceChange),
}

/** Events that deliveries and hand-overs bring about. */
export const unasked = ['source_changed', 'transferred'] as const

// Nothing of a list is replayed: the mark lets whoever bundles a replay leave both out.
export const ofDepartment: Filter = /* @__PURE__ */ id('department')
export const ofRecord: Filter = /* @__PURE__ */ about(
  /* @__PURE__ */ id(),
  'Id of the decision or responsibility that they belong to.',
)

/** Reason for which an amendment takes two. */
export const amendment: Words = {
  zh: '正式调整须经原决定机关批准（《重大行政决策程序暂行条例》第三十七条）',
  en: 'an amendment is approved by the organ that decided (Order 713 Art. 37)',
}
