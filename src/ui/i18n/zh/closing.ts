import type { Catalogue } from '../catalogue.ts';

/** The words of the lesson's closing page. */
export const closing: Catalogue['closing'] = {
  title: '完整的算法，以及常见的疑问',
  label: '课程结束',
  algorithm: '八行写完 MAML',
  lines: {
    begin: '学的只有它',
    repeat: '每次是一次元迭代',
    tasks: '一个元批量',
    start: '每个任务都从同一组参数出发',
    steps: '内循环',
    descend: '一步，只用支持集',
    judge: '走得好不好，由查询集评判',
    move: '外循环，穿过内循环的每一步',
  },
  note: '本页把求和换成对任务取平均，并由 Adam 缩放每个参数的移动。<firstOrder>一阶</firstOrder>近似把第 8 行的梯度取在<adaptedWeights>适应后的参数</adaptedWeights>处，当作它们与 <sym>θ</sym> 无关。',
  asked: '学习者常问的问题',
  questions: {
    tuning: {
      question: '它和预训练加微调有什么不同？',
      answer:
        '不同在于训练的是什么。预训练得到的参数解决的是它自己的问题，然后指望再做几步<gradient>梯度下降</gradient>就能用到别处。MAML 要减小的，是<b>下降之后</b>在没见过的图上的损失：被训练的就是微调本身。所以它的初始参数解不了任何一个任务，它是为“图少、步数少”准备的。如果一个任务有很多数据，普通的预训练往往一样好，而且更简单。',
    },
    neighbour: {
      question: '为什么不直接找最像的那张图？',
      answer:
        '这样做不需要训练，也比<randomStart>随机初始化</randomStart>的网络更常正确。但是逐点比较时，两个人写的同一个符号，差别可能比两个不同的符号还大。在 Omniglot 的 1,000 个任务上，一次判断一张图，<nearestNeighbour>最近邻</nearestNeighbour>的准确率是 77.1%，随机初始化是 46.8%，本页自带的网络是 97.0%。学习“怎样才算像”的方法，例如原型网络，是 MAML 最接近的对手。',
    },
    querySet: {
      question: '支持集已经有答案，为什么还要查询集？',
      answer:
        '因为几乎从任何初始参数出发，几步之后都能拟合<supportSet>支持集</supportSet>。这样学到的有没有用，只有同样符号的另外几张图才能回答，这就是<querySet>查询集</querySet>。在元训练中，它的损失用来移动<theta>初始参数</theta>；在新字符上，它什么都不移动，只用来测量。',
    },
    stepZero: {
      question: '为什么第 0 步比随机猜测还差？',
      answer:
        '准确率并不差，就是 <chance>1/N</chance>。差的是<crossEntropy>损失</crossEntropy>：答案还无从知道，它却很有把握。也没有谁要求它不要这样：第 7 行评判的是最后一步之后的参数，从不评判<stepZero>第 0 步</stepZero>的参数。二阶时它的损失停在 2 左右，一阶时 600 次元迭代就升到 8。',
    },
    batchNorm: {
      question: '批归一化用到了查询集，算作弊吗？',
      answer:
        '这是一种帮助，用了就要说明。<batchNorm>批归一化</batchNorm>的均值和方差取自当前这批图，所以一个任务的查询图是放在一起判断的，只是不知道答案：这叫直推式（transductive）。MAML 论文的数字就是这样测的，只能与同样测得的比较。本页自带的网络这样测是 98.2%；像“自己画”里那样，一次只给一张查询图，是 97.0%。差的部分就是这种帮助的价值。',
    },
    beyond: {
      question: '除了认符号，它还能做什么？',
      answer:
        '适合许多同类的问题，而每个问题的数据都很少。MAML 的论文还用几个点拟合正弦曲线，让仿真机器人只用几步梯度下降就学会朝某个方向、以某个速度跑。还有人让机器人适应磨损或缺失的部件，让语音和输入法适应一个人，对只有少量测量的分子做预测。本页用符号，是因为每个答案都能用眼睛核对。',
    },
  },
  sheet: '课堂练习题',
  glossary: '术语表',
};
