// Reads names out of the syntax tree.

/** The last name of an identifier, member or call target: `row.amountEuro` -> amountEuro; null when there is none. */
export function lastName(node) {
  switch (node?.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      if (!node.computed) return node.property.name ?? null;
      return typeof node.property.value === 'string' ? node.property.value : null;
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return lastName(node.expression);
    default:
      return null;
  }
}

/** True for the plain member `objectName.propertyName`, also written with brackets. */
export function isMember(node, objectName, propertyName) {
  return node?.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === objectName && lastName(node) === propertyName;
}
