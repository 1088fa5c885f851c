import { expect, test } from 'vitest';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { zh } from '../../../src/ui/i18n/zh/index.ts';

// The vocabulary of Chinese lectures on machine learning: one word for each thing.

/** What the page once said, and what it says in its place. */
const REPLACED: Record<string, string> = {
  元批次: '元批量',
  滤波器: '卷积核',
  步幅: '步长',
  步长卷积: '跨步卷积',
  瞎猜: '随机猜测',
  权重: '参数',
  练过的: '训练用过的',
  学到的起点: '学到的初始参数',
  元训练过的起点: '学到的初始参数',
  课程步骤: '课程小节',
  上一步: '上一节',
  下一步: '下一节、接下来',
  次迭代: '次元迭代',
  查询准确率: '查询集准确率',
  查询损失: '查询集损失',
  计算核: '算子',
  派发: '调度次数',
  收走: '图形上下文丢失',
  不再是一个数: '损失变为 NaN',
  自造: '合成',
  定住: '固定画面',
  更省: '计算量更小',
  热身: '预热',
  认对: '正确',
  认错: '错误',
  它说是: '预测为',
  奈特: 'nat',
  单步: '迭代一次',
  换一只手: '另一位书写者',
  别的手: '其他书写者',
  还给你: '恢复',
};

/** Words that the page needs, since it speaks of what they mean. */
const NEEDED = [
  '元批量大小',
  '卷积核',
  '步长',
  '跨步卷积',
  '随机猜测',
  '小样本学习',
  '学到的初始参数',
  '支持集',
  '查询集',
  '算子',
  '调度次数',
  '图形上下文丢失',
  '损失变为 NaN',
  '合成字母表',
  '随机种子',
  '学习率调度',
  '固定画面',
  '删除缓存',
  '计算量更小',
  '内循环',
  '外循环',
  '元迭代',
  '迭代一次',
];

const texts = (group: object, path: string[] = []): [name: string, text: string][] =>
  Object.entries(group).flatMap(([key, entry]) => {
    const here = [...path, key];
    return typeof entry === 'string' ? [[here.join('.'), entry]] : texts(entry, here);
  });

const said = texts(zh);

test('Chinese says each thing of the field by the one word for it', () => {
  const old = said.flatMap(([name, text]) =>
    Object.entries(REPLACED)
      .filter(([was]) => text.includes(was))
      .map(([was, word]) => `${name} says ${was}; the word is ${word}`),
  );
  expect(old).toEqual([]);
  const all = said.map(([, text]) => text).join('\n');
  expect(NEEDED.filter((word) => !all.includes(word))).toEqual([]);
});

test('a step is one of the inner loop, in both languages: parts of the lesson are no steps', () => {
  const spoken = [...texts(en), ...said].filter(([name]) => name.startsWith('lesson'));
  const steps = spoken.filter(([, text]) => /[上下这]一步|(this|next) step|step of the lesson/i.test(text));
  expect(steps).toEqual([]);
});
