import type { Translated } from '../catalogue.ts';
import type { exporting as english } from '../en/export.ts';

/** 导出与程序的文字。 */
export const exporting: Translated<typeof english> = {
  open: '导出',
  title: '导出',
  intro: '文件都在浏览器里生成，文件名写明设置和元迭代次数。',
  nothingYet: '现在还没有经过元训练。按“开始”，第一次元迭代之后，灰色的各项就可以导出。',
  noCurve: '适应曲线还在测量。',
  charts: '图表',
  chartsMore: '白底，带标题、坐标轴和图例。PNG 为两倍大小。',
  accuracy: '查询集准确率',
  loss: '查询集损失',
  curve: '适应曲线',
  history: '训练记录',
  historyMore:
    '页面保留的所有数据点、评估和设置改动，附 95% 置信区间。CSV 每个内循环步占一行，各列为 classes、iteration、step、query_loss、query_accuracy 及二者的 ci95、tasks、seconds；每次设置改动另占一行，各列为 iteration、setting、from、to。',
  weights: '参数',
  weightsMore:
    '初始参数 θ，safetensors 格式，按 PyTorch 的布局；另有一个短脚本，读入参数并在数据集上测出准确率；脚本与它所用的检查点一同保存，除非刚刚保存过。',
  checkpoint: '检查点',
  script: 'PyTorch 脚本',
  run: '整个训练',
  runMore:
    '设置、参数、优化器状态和训练记录，都在一个文件里。把它拖到页面上，或从打开数据集的地方打开，就能从这里接着训练。',
  runFile: '训练文件',
  program: '程序',
  programMore: '把当前设置写成一个短小的 PyTorch 程序，一台机器或多台机器都能跑。',
  embed: '嵌入',
  embedMore: '按当前设置单独显示一个视图，可放进幻灯片或网页。',
  embedView: '视图',
  embedCode: '要粘贴的 HTML',
  copyEmbed: '复制 HTML',
  copied: '已复制',
  copyFailed: '请选中后自行复制',
  saved: '已保存 {name}。',
  making: '正在生成{what}。',
  failed: '没能生成{what}：{message}',
  as: '{what}，{format} 格式',
  showCode: '查看代码',
  code: {
    open: '代码',
    title: '当前设置的 PyTorch 程序',
    intro:
      '把 MAML 写成对一个函数求梯度。需要 PyTorch 2 和 Pillow，直接读取 Omniglot 的压缩包。改动设置，程序随之更新。',
    invented: '合成字母表只存在于本页，运行程序时请用 Omniglot 的压缩包。',
    copy: '复制',
    download: '下载 {name}',
  },
  chart: {
    task: '{data}，{characters, number} 个字符；{ways, number}-way {shots, number}-shot，每类 {queries, number} 张查询图；{order, select, maml {MAML，精确二阶} other {FOMAML，一阶}}',
    settings:
      '{network}，{filters, number} 个卷积核，{steps, number} 步，α {innerLr}，β {outerLr}，{schedule, select, constant {} other {余弦退火到 0，}}元批量大小 {metaBatch, number}，随机种子 {seed}',
    changed: '中途的改动：{changes}。',
    changedMore: '中途的改动：{changes}；还有 {count, number} 处。',
    iterations: '元迭代次数',
    accuracyAxis: '查询集准确率（各任务平均）',
    lossAxis: '查询集损失（nat）',
    innerStep: '内循环步，元训练',
    evaluation: '{part}，95% 置信区间',
    chance: '随机猜测 {level}',
    stepAxis: '在支持集上的内循环步数',
    curveAxis: '{part}字符上的查询集准确率',
    learnt: '{iteration, number} 次元迭代之后，{tasks, number} 个新任务平均',
    random: '随机初始化',
  },
  notice: {
    runFile: '<b>{file} 不能作为训练文件打开。</b>{message} 页面上的训练没有变动。',
    runData:
      '<b>{file} 里的训练（{iteration, number} 次元迭代）用的是 {data}，现在用的不是它。</b>打开那个数据集，训练就在它上面继续。',
    runDataOpen: '打开数据集',
    runDataGoOn: '用 {name} 继续',
    runDataInvented: '用合成字母表继续',
    runDataLeave: '不打开',
  },
};
