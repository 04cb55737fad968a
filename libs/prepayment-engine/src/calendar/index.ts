export * from './brussels.js';
export * from './calendar-data.js';
export * from './civil-day.js';
export * from './holidays.js';
export * from './seasons.js';
export * from './windows.js';
