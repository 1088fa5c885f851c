import type { Translated } from '../catalogue.ts';
import type { charts as english } from '../en/charts.ts';

/** 训练中两张图的文字。 */
export const charts: Translated<typeof english> = {
  accuracy: '查询集准确率',
  loss: '查询集损失',
  metaTraining: '元训练<more>，滑动平均</more>',
  evaluation: '{part}<more>，95% 置信区间</more>',
  chance: '随机猜测',
  chanceAt: '随机猜测 {level}',
  iteration: '元迭代次数',
  none: '每一步的线会画在这里。',
  notANumber: 'NaN，{iteration, number}',
  stopped: '停止，{iteration, number}',
  read: '{chart}，按元迭代查看',
  at: '第 {iteration, number} 次元迭代',
  readValue: '第 {iteration, number} 次元迭代，第 0 步到第 {steps, number} 步：{values}。',
  evaluationShort: '{part}（{iteration, number}）',
  within: '{value} ±{half}',
  yes: '是',
  no: '否',
  summary: {
    nothing: '还没有测量结果。',
    accuracy: '第 {iteration, number} 次元迭代，第 0 步到第 {steps, number} 步的查询集准确率：{values}。',
    loss: '第 {iteration, number} 次元迭代，第 0 步到第 {steps, number} 步的查询集损失：{values}。',
    evaluation: '第 {iteration, number} 次元迭代，在{part}字符上：{values}。',
    chance: '随机猜测：{chance}。',
    stopped: '训练停在第 {iteration, number} 次元迭代。',
    changes: '设置有改动：{changes}。',
    change: '第 {iteration, number} 次元迭代后 {change}',
  },
};
