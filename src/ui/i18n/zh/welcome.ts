import type { Catalogue } from '../catalogue.ts';

/** 初次来访时的介绍。 */
export const welcome: Catalogue['welcome'] = {
  label: '这是什么',
  sentence:
    '在浏览器里看一个网络学会学习，只凭几张图就能认识新符号：<b>MAML，即模型无关的元学习（Model-Agnostic Meta-Learning）</b>（<paper>Finn 等，2017</paper>），用合成字母表或 <dataset>Omniglot</dataset> 数据集。',
  lesson: '10 分钟学会',
  hide: '隐藏这句介绍',
  sources:
    '方法：<paper>Finn、Abbeel、Levine，2017，arXiv:1703.03400</paper>。图：本页合成，或取自 <dataset>Omniglot</dataset>（Lake、Salakhutdinov、Tenenbaum，2015）。',
};
