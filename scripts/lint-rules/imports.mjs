import path from 'node:path';

/**
 * Visits every import, re-export and dynamic import of a file that names a relative file, types too.
 * @param {(found: { node: object, target: string }) => void} visit `target` is an absolute path without its ending
 */
export function visitRelativeImports(context, visit) {
  const look = (node) => {
    const source = node.source?.value;
    if (typeof source !== 'string' || !source.startsWith('.')) return;
    const target = path.resolve(path.dirname(context.filename), source).replace(/\.[cm]?[jt]sx?$/, '');
    visit({ node: node.source, target });
  };
  return { ImportDeclaration: look, ExportNamedDeclaration: look, ExportAllDeclaration: look, ImportExpression: look };
}

/**
 * The folder directly below `area` that holds `file`, and the rest of the path in it.
 * @param {string} file absolute path
 * @param {string} area path from the root of the repository, such as `apps/api/src/features`
 * @returns {{ folder: string, inside: string } | null} null when the file is not in a folder of that area
 */
export function placeIn(file, area) {
  const marker = `/${area}/`;
  const start = file.lastIndexOf(marker);
  if (start < 0) return null;
  const [folder, ...inside] = file.slice(start + marker.length).split('/');
  return inside.length > 0 ? { folder, inside: inside.join('/') } : null;
}
