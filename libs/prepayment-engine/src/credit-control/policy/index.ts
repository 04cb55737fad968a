export * from './brussels.js';
export * from './directions.js';
export * from './flanders.js';
export * from './layers.js';
export * from './merge.js';
export * from './policy.js';
export * from './shipped.js';
export * from './wallonia.js';
