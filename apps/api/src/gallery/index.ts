export { galleryPages, pictureHashes, pictureSources, type PictureSource } from './gallery-pages.js';
