import { of, type Words } from '../../record/problem.ts'

/** 任职方式; 挂职: 公务员法 Art. 72. */
export const membershipKinds = {
  office: of('任职', 'Office'),
  acting: of('主持工作', 'Acting'),
  secondment: of('挂职', 'Secondment'),
  concurrent: of('兼任', 'Concurrent'),
  caretaker: of('代管', 'Caretaker'),
  member: of('成员', 'Member'),
} as const satisfies Record<string, Words>

export const membershipStatuses = {
  in_force: of('在任', 'In office'),
  upcoming: of('尚未到任', 'Not yet in office'),
  ended: of('已离任', 'Ended'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
