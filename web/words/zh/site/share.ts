/** 沿线看、嵌入、引用、分享、无障碍说明。 */
export const shareZh = {
  thread: {
    title: '沿线看',
    hint: '从权力到结果，在一张图上；图里的每一项都可以点开。',
    stages: { power: '权责', decision: '决策', milestone: '节点', outcome: '结果' },
    asText: '这张图的文字版',
    rest: '另有 {n} 个节点',
    none: '没有承诺节点',
    unnamed: '没有写明权责',
    short: '权责 → 决策 → 节点 → 结果',
  },
}
