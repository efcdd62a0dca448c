/** Words to make invented people and things of. */
export const FIRST_NAMES = [
  'Ana',
  'Bruno',
  'Carla',
  'Diego',
  'Elisa',
  'Fabio',
  'Gabriela',
  'Heitor',
  'Iara',
  'Joana',
  'Lucas',
  'Marina',
];
export const SURNAMES = [
  'Souza',
  'Oliveira',
  'Lima',
  'Ferreira',
  'Ribeiro',
  'Carvalho',
  'Barbosa',
  'Teixeira',
  'Moura',
  'Nogueira',
];
export const MOTHERS = ['Ana Ribeiro', 'Carla Moura', 'Elisa Lima', 'Iara Barbosa', 'Joana Teixeira'];
export const STREETS = [
  'Rua das Acácias',
  'Avenida Central',
  'Rua do Porto',
  'Alameda dos Ipês',
  'Rua Nova',
  'Travessa do Sol',
];
export const PLACES = [
  { town: 'São Paulo', state: 'SP', ibge: '3550308', area: '11', post: '01310' },
  { town: 'Rio de Janeiro', state: 'RJ', ibge: '3304557', area: '21', post: '20040' },
  { town: 'Belo Horizonte', state: 'MG', ibge: '3106200', area: '31', post: '30130' },
  { town: 'Curitiba', state: 'PR', ibge: '4106902', area: '41', post: '80010' },
  { town: 'Recife', state: 'PE', ibge: '2611606', area: '81', post: '50030' },
] as const;
export const PRODUCT_NAMES = ['Essencial', 'Plus', 'Clássico', 'Horizonte', 'Sereno', 'Crescimento', 'Reserva'];
