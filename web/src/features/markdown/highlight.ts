import { common, createLowlight } from 'lowlight';

/** A part of a program and what it is to the language: `keyword`, `string`, ... */
export interface CodePart {
  readonly text: string;
  readonly className: string;
}

const lowlight = createLowlight(common);

type Tree = ReturnType<typeof lowlight.highlight>['children'];

/** A program in parts; one part for a language that nobody has described. */
export function highlight(language: string, text: string): readonly CodePart[] {
  if (!lowlight.registered(language)) return [{ text, className: '' }];
  return flat(lowlight.highlight(language, text).children, '');
}

function flat(nodes: Tree, className: string): CodePart[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [{ text: node.value, className }];
    if (node.type !== 'element') return [];
    const own = node.properties.className;
    return flat(node.children, Array.isArray(own) ? own.join(' ') : className);
  });
}
