const words = (list: string) => list.trim().split(/\s+/);

/** Names of many origins, as in any school here. Put together by chance; none is meant to be anybody. */
export const givenNames = words(`
  Aaliyah Abdi Adaeze Agnieszka Aisha Alfie Amara Amelia Anaya Archie Arjun Arlo Aurelia Ayaan Beatrix
  Bilal Bodhi Bronwen Caleb Callum Chidi Chloe Cora Daniyal Daphne Dawid Devon Eden Edith Eilidh Elif
  Elliot Elsie Emre Esme Eva Farah Femi Finley Florence Freya Gabriel George Grace Hamza Hana Harper
  Harrison Hassan Heidi Hugo Ibrahim Idris Imani Ines Iris Isaac Isla Ivy Jacob Jakub Jasmine Jaya
  Joel Jude Kaan Kai Keira Kofi Kwame Laila Layla Leo Lena Logan Lola Luca Mabel Maja Malik Margot
  Mason Matilda Maya Mei Mila Milo Mina Mohammed Musa Nadia Nathaniel Niamh Noah Noor Nylah Olive
  Oliver Omar Orla Oscar Otis Parveen Penelope Poppy Priyanka Rafael Reggie Reuben Rhys Riya Roman
  Rosa Rowan Ruby Rufus Safiya Samir Saoirse Seren Shay Sienna Sofia Stanley Stefan Sumaya Sunny Tadhg
  Tariq Teddy Thea Theo Tia Toby Tomasz Uma Veer Violet Wren Xin Yara Yusuf Zac Zainab Zara Zofia
`);

export const familyNames = words(`
  Abara Achterberg Adeyinka Ahmadi Aldous Amoah Appleyard Asante Ashdown Aslan Bains Balogun Banasik
  Barraclough Begum Bellweather Bielak Birkett Blakeway Boateng Brackley Brindle Cardoso Castellow
  Chaudry Chettri Claydon Coppard Crowther Dabrowa Danso Darcey Dasgupta Dearlove Demirci Dhillon
  Drummond-Hay Duarte Eastlake Edeki Ellwood Eze Fairbrother Farooqi Fenwick Ferreira Fielding
  Gathercole Ghale Goddard Golec Grindrod Gurung Haidari Halloran Hargrave Haskell Hinchcliffe Hoang
  Hollis Ibekwe Ilyas Ironside Jagger Jamal Jaworska Kallon Karimi Kaur Kellaway Kemal Khatri
  Kingsnorth Koroma Kowalik Lamptey Langdale Leadbetter Liang Lightfoot Mahmood Malhi Marchetti Mensah
  Mistry Moorcroft Mutasa Nadeem Nandy Nettleton Ngata Nowicki Oakeshott Odukoya Okeke Oldroyd
  Onwudiwe Pacheco Pargeter Pereira-Lund Petrov Pickersgill Quaye Qureshi Rahimi Ramsbottom Ravel
  Rigby Rojas Rosewarne Rumbold Sadiq Sandhu Sarpong Saxby Sesay Shackleford Sidhu Silva Skerritt
  Sobczak Stainforth Sutcliffe Szabo Tamang Tanner Teague Thackray Thorpe Tran Umeh Underhill Vance
  Vasile Vyas Wadsworth Wainfleet Warsame Whitlock Wolski Wray Yeboah Yeomans Yilmaz Zaman Zielinska
`);

export const languages = [
  'Polish',
  'Urdu',
  'Punjabi',
  'Arabic',
  'Romanian',
  'Bengali',
  'Somali',
  'Turkish',
  'Portuguese',
  'Gujarati',
  'Yoruba',
  'Farsi',
  'Mandarin',
  'Nepali',
] as const;

/** Grown-ups, a generation earlier. */
export const womenNames = words(`
  Abigail Adwoa Agata Aileen Alina Amina Angela Anjali Asma Bernadette Carla Catherine Chantelle Claire Deborah Donna Ewelina
  Fatima Gemma Grace Harpreet Helen Ifeoma Jacinta Joanna Karen Kate Khadija Laura Lin Louise Magda Maria Mehwish Michelle
  Monika Nasra Natalie Nicola Nisha Oluchi Patience Rachel Rukhsana Samantha Sandra Shabnam Sharon Siobhan Sunita Tanya Tracey
  Vanessa Yasmin Zeynep
`);
export const menNames = words(`
  Aaron Abdul Adam Adeel Ahmed Andrew Antonio Baljit Ben Carl Chris Colin Craig Daniel Darren Dean Emeka Farhan Gareth Gary
  Goran Graham Hakan Harjit Ian Imran James Jamie Javed Jermaine Joao Kevin Kwaku Lee Liam Marcin Mark Matthew Mehmet Michael
  Neil Nikos Obi Paul Pawel Rajesh Richard Robert Ryan Sean Simon Stephen Tomas Tunde Wayne Wei Yusuf
`);
