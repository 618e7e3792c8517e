/** Chinese words of the guide of an item that somebody applies for. */
export const guideZh = {
  guide: {
    title: '办事指南',
    hint: '怎样申请，照清单所载。',
    gaps: '清单没有写明的有 {n} 项：{parts}。',
    limit: '今天受理的，最迟 {due} 办结（{limit}）',
    limitOpen: '{limit}；放假安排尚未公布，算不出最后一天',
    complain: '对办理不满意',
    ask: '公开提问，部门在期限内答复',
    report: '举报，内容不公开',
  },
}
