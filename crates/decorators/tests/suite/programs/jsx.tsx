//// elements named after a decorated class
/** @jsxRuntime classic @jsx h */
const h = (type: any, props: any, ...children: any[]) => ({ type, props, children });
const dec = (value: any, context: any) => class Replaced extends value {} as any;
@dec class Tree {
  static Leaf = class Leaf {};
  render() { return [<Tree />, <Tree.Leaf x={Tree}>text</Tree.Leaf>, Tree]; }
  static [(() => "k")()] = 1;
}
const [a, b, c]: any[] = new Tree().render();
console.log(a.type === Tree, b.type === (Tree as any).Leaf, b.props.x === Tree, c === Tree, Tree.name);
const E = @dec class Own { render() { return <Own>{(@dec class {}).name}</Own>; } };
console.log(typeof new E().render().type);
//> true true true true Replaced
//> function

//// decorated components
/** @jsxRuntime classic @jsx h */
const h = (type: any, props: any, ...children: any[]) => `<${type.name ?? type} ${Object.keys(props ?? {})}>${children.join("")}`;
const dec = (_: any, context: any) => { console.log(context.kind, context.name); };
class C { @dec state = <b id="@dec">@dec</b>; @dec render = () => <C x={1}>{this.state}</C>; }
console.log(new C().render());
//> field state
//> field render
//> <C x><b id>@dec
